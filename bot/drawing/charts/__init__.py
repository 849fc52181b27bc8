"""Charts, by matplotlib. Importing this package takes a second: do it when something is to be drawn.

matplotlib keeps a list of the machine's fonts in a folder that it looks for when it is first imported: in the
home directory, or where there is none, somewhere that it complains about. Here it gets a folder of this process's
own, erased at exit, unless the operator chose one.
"""

import atexit
import os
from shutil import rmtree
from tempfile import mkdtemp

if "MPLCONFIGDIR" not in os.environ:
    os.environ["MPLCONFIGDIR"] = mkdtemp(prefix="consultbot-charts-")
    atexit.register(rmtree, os.environ["MPLCONFIGDIR"], ignore_errors=True)
