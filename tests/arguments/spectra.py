VALID = {
    "read": {"text": "nm;A\n400;0.83\n410;0.70"},
    "read_decay": {"text": "h;L\n0;100\n1;80"},
}
