"""Digest text in, safe HTML, plain text and links out.

characters    what may stand in a text at all
spans         where formulas stand, and which dollars are only money
macros        tables of TeX's text macros
scanner       a walk over a line that asks a rule about each special character
commands      the rules for TeX's macros
runs          the grammar of a line: formulas, macros, code, links, emphasis
addresses     which addresses may be linked
enumerations  lists written in one line
blocks        paragraphs, and which lines are Markdown's
markdown      the only door to mistune
tex, mathml   formulas to MathML; the only door to latex2mathml
writers       what a run becomes: HTML or plain text
markup, clean, links   what other rooms call
"""
