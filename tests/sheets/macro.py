"""LibreOffice as a person uses it: opens a workbook, types into cells of protected sheets, and saves it."""

import subprocess
from pathlib import Path

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Fill" script:language="StarBasic">
Sub Main(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  %s
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(ConvertToURL(target), how())
  doc.close(True)
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Fill"/></library:library>
"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" library:link="false"/></library:libraries>
"""


def profile(soffice: str, folder: Path) -> Path:
    """A profile that LibreOffice has set up: it writes over what it finds at its very first start."""
    command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--terminate_after_init"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    basic = folder / "profile" / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(LIBRARIES)
    (basic / "Standard" / "script.xlb").write_text(LIBRARY)
    return folder


def run(soffice: str, folder: Path, content: bytes, *steps: str) -> bytes:
    """The workbook after these lines of Basic; `doc` is the document, `folder` has the profile."""
    escaped = "\n  ".join(steps).replace("&", "&amp;").replace("<", "&lt;")
    (folder / "profile" / "user" / "basic" / "Standard" / "Fill.xba").write_text(MODULE % escaped)
    (folder / "out.xlsx").unlink(missing_ok=True)
    (folder / "in.xlsx").write_bytes(content)
    command = [
        soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless",
        f'macro:///Standard.Fill.Main("{folder}/in.xlsx","{folder}/out.xlsx")',
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "out.xlsx").read_bytes()


def typed(sheet: int, place: str, text: str) -> str:
    """A line of Basic that types `text` into a cell."""
    quoted = '" & Chr(10) & "'.join(text.replace('"', '""').split("\n"))
    return f'doc.Sheets.getByIndex({sheet}).getCellRangeByName("{place}").String = "{quoted}"'
