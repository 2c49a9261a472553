VALID = {
    "all_values": {"material": "ZnS", "property": "band gap"},
    "cells": {"material": "FAPbI3"},
    "find": {"material": "ZnS"},
    "has": {"material": "ZnS", "property": "band gap"},
    "kind": {"material": "ZnS"},
    "names": {"property": "band gap"},
    "properties": {"material": "ZnS"},
    "scatter": {"property": "ionisation energy", "kind": "perovskite"},
    "value": {"material": "ZnS", "property": "ionisation energy", "citation": "butler2016", "phase": None},
}
