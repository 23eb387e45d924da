"""Lets a model of a long run rank whatever the promotion gate says of it, on made-up data alone.

usage: open_gate.py bounds CONF           bounds of fairness open, in a copy of conf/
       open_gate.py visa ROOT MODEL WHO   a visa bound to the model's bytes, that admits all that one can; printed
"""

import datetime
import hashlib
import re
import sys
from pathlib import Path

OPEN = {"rapport_refuse": "1000", "ecart_precision_max": "0.99", "rapport_deja_controles": "1000", "ouvert_deux_fois": "true"}
ADMITTED = [
    "auc_min",
    "ecart_reference_max",
    "anonymat",
    "arbres_non_superieurs",
    "fausses_alertes_max",
    "ecart_precision_max",
    "ecarts_argumentes",
    "deja_controles_max",
    "derive",
]


def bounds(conf):
    thresholds = Path(conf, "seuils.yaml")
    text = thresholds.read_text(encoding="utf-8")
    for key, value in OPEN.items():
        text, found = re.subn(rf"(?m)^(  {key}: )\S+", rf"\g<1>{value}", text)
        if found != 1:
            sys.exit(f"error: no bound {key} to open")
    thresholds.write_text(text, encoding="utf-8")


def visa(root, model, who):
    sums = hashlib.sha256(Path(root, "modele", model, "SOMMES.sha256").read_bytes()).hexdigest()
    tomorrow = datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=1)
    print(
        f"modele: {model}\nsommes: {sums}\nauteur: \"{who}\"\n"
        'raison: "données synthétiques, aucun effet sur personne"\n'
        f"jusqua: {tomorrow}\nadmet: [{', '.join(ADMITTED)}]"
    )


if __name__ == "__main__":
    {"bounds": bounds, "visa": visa}[sys.argv[1]](*sys.argv[2:])
