"""Checks that every test that docs/conformite.md cites ran and passed, from the reports that Maven left."""

import re
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

cited = set(re.findall(r"`(\w+(?:Test|IT)\.\w+)`", Path("docs/conformite.md").read_text(encoding="utf-8")))
passed = set()
for kind in ("surefire-reports", "failsafe-reports"):
    for report in Path("spark-jobs/target", kind).glob("TEST-*.xml"):
        for case in tree.parse(report).getroot().iter("testcase"):
            if not any(case.find(bad) is not None for bad in ("failure", "error", "skipped")):
                passed.add(case.get("classname").rsplit(".", 1)[-1] + "." + case.get("name"))
missing = sorted(cited - passed)
for test in missing:
    print(f"docs/conformite.md cites {test}, which did not run or did not pass", file=sys.stderr)
print(f"{len(cited)} tests cited by docs/conformite.md, {len(missing)} that did not run or pass")
sys.exit(1 if missing or not cited else 0)
