"""The word across each page of a draft, as Word's own watermark: a drawing in the header."""

from typing import Any

from docx.oxml import parse_xml

SHAPE = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w10="urn:schemas-microsoft-com:office:word"><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/>
</v:shapetype><v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt=""
 style="position:absolute;margin-left:0;margin-top:0;width:360pt;height:120pt;rotation:315;z-index:-251658752;
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;
mso-position-vertical-relative:margin" fillcolor="#d9d8e0" stroked="f"><v:fill opacity=".5"/>
<v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt" string=""/>
<w10:wrap anchorx="margin" anchory="margin"/>
</v:shape></w:pict></w:r>
"""
TEXTPATH, STYLED = "{urn:schemas-microsoft-com:vml}textpath", "{urn:schemas-microsoft-com:vml}shape"


def put(document: Any, word: str) -> None:
    """Set `word` across the pages of every section, and in plain letters at their head: some printers leave it out."""
    for section in document.sections:
        paragraph = section.header.paragraphs[0]
        shape = parse_xml(SHAPE)
        drawn = shape.find(f".//{STYLED}")
        drawn.find(TEXTPATH).set("string", word)
        drawn.set("alt", word)
        paragraph._p.append(shape)
        run = paragraph.add_run(word)
        run.bold = True
