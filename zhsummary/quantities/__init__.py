"""What is a figure: numbers, their units, and everything that their writer left vague.

In goes text, out come `Quantity` values. The modules are one question each:

- ``numerals``: what number is written here?
- ``units``: which words may follow it?
- ``hedges``: how exactly is it meant?
- ``masks``: was it blanked out or lost?
- ``lookalikes``, ``beliefs``: is it a figure at all?
- ``grammar``: the patterns made of these; ``find``: the scan; ``cells``: tables.

Nothing is imported here, so that the value `Quantity` costs no compiled pattern.
"""
