"""Prints how many tests ran, from the reports that Maven left; fails when there was none or one failed."""

import sys
import xml.etree.ElementTree as tree
from pathlib import Path

total = failed = skipped = 0
for kind in ("surefire-reports", "failsafe-reports"):
    for report in Path("spark-jobs/target", kind).glob("TEST-*.xml"):
        suite = tree.parse(report).getroot()
        total += int(suite.get("tests"))
        failed += int(suite.get("failures")) + int(suite.get("errors"))
        skipped += int(suite.get("skipped"))
print(f"{total - failed - skipped} passed, {failed} failed, {skipped} skipped")
sys.exit(0 if total > 0 and failed == 0 else 1)
