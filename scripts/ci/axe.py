"""Pages for agents and the public, by axe-core in headless Chromium: no violation of WCAG 2.2 A and AA or of its best practices.

    axe.py PAGE...      needs Debian's chromium

Notices and sheets (notice*, fiche*) fit two A4 pages. A page with faults is shown to be found first.
"""
import pathlib
import re
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

FAULTY = (
    "<!DOCTYPE html><html><head><title>x</title></head><body><img src='x.png'>"
    "<p style='color:#bbb;background:#fff'>trop pâle</p><input></body></html>"
)
MUST_FIND = {"image-alt", "color-contrast", "label", "html-has-lang"}
SHOWN = 3
LETTERS = ("notice", "fiche")


def violations(browser, html):
    page = browser.new_page()
    page.set_content(html)
    found = Axe().run(page).response["violations"]
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    page.close()
    return found, sheets


def main():
    paths = [pathlib.Path(page) for page in sys.argv[1:]]
    letters = [path for path in paths if path.name.startswith(LETTERS)]
    if not letters:
        sys.exit("error: no notice and no sheet among the pages")
    faults = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        found, _ = violations(browser, FAULTY)
        missed = MUST_FIND - {one["id"] for one in found}
        if missed:
            sys.exit(f"error: axe does not find {sorted(missed)} on a page that has them")
        for path in paths:
            found, sheets = violations(browser, path.read_text(encoding="utf-8"))
            for one in found:
                nodes = "; ".join(node["html"][:80] for node in one["nodes"][:SHOWN])
                faults.append(f"{path.name}: {one['id']} ({one['impact']}): {nodes}")
            if path in letters and sheets > 2:
                faults.append(f"{path.name}: {sheets} A4 pages, not two")
        browser.close()
    if faults:
        sys.exit("error: " + "\n".join(faults))
    print(f"axe-core: nothing on {len(paths)} pages; {len(letters)} notices and sheets of two A4 pages at most")


if __name__ == "__main__":
    main()
