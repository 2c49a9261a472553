"""What only the book needs: the figures of its chapters. Not part of the installed package."""
