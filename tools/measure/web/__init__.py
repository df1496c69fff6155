"""`tratin bench web`: the pages as a reader gets them, from a server of their own over real connections.

home -> addresses -> server <- load, in a process of its own -> figures, and so painting, in a browser.
"""

from tools.measure.web.painting import browser_path
from tools.measure.web.run import Load, measure_web

__all__ = ["Load", "browser_path", "measure_web"]
