#!/usr/bin/env python3
"""Writes the C++ table of UCUM units from ucum-essence.xml, which is shipped and read unchanged.

Usage: generate_table.py ucum-essence.xml table.cc
"""

import sys
import xml.etree.ElementTree as ElementTree

NAMESPACE = "{http://unitsofmeasure.org/ucum-essence}"

HEADER = """// Generated from ucum-essence.xml (UCUM %s, %s). Do not edit.
#include "domain/ucum/table.h"

namespace trialmatch::ucum {
namespace {
"""

FOOTER = """
}  // namespace

absl::Span<const PrefixRow> Prefixes() { return kPrefixes; }
absl::Span<const absl::string_view> BaseUnits() { return kBaseUnits; }
absl::Span<const UnitRow> Units() { return kUnits; }

}  // namespace trialmatch::ucum
"""


def literal(text):
    text = text or ""
    if not all(" " <= c <= "~" for c in text):
        raise ValueError("not ASCII: %r" % text)
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')


def boolean(value):
    return "true" if value else "false"


def unit_row(unit):
    value = unit.find(NAMESPACE + "value")
    function = value.find(NAMESPACE + "function")
    special = unit.get("isSpecial") == "yes"
    if special != (function is not None):
        raise ValueError("special units, and only those, have a function: " + unit.get("Code"))
    definition = value if function is None else function
    kind = unit.findtext(NAMESPACE + "property")
    return "    {%s},\n" % ", ".join([
        literal(unit.get("Code")),
        boolean(unit.get("isMetric") == "yes"),
        boolean(unit.get("isArbitrary") == "yes"),
        boolean(kind == "number"),
        boolean(kind == "fraction"),
        literal("" if function is None else function.get("name")),
        literal(definition.get("value")),
        literal(definition.get("Unit")),
    ])


def main(source, target):
    root = ElementTree.parse(source).getroot()
    out = [HEADER % (root.get("version"), root.get("revision-date"))]
    out.append("\nconstexpr PrefixRow kPrefixes[] = {\n")
    for prefix in root.findall(NAMESPACE + "prefix"):
        value = prefix.find(NAMESPACE + "value").get("value")
        out.append("    {%s, %s},\n" % (literal(prefix.get("Code")), literal(value)))
    out.append("};\n\nconstexpr absl::string_view kBaseUnits[] = {\n")
    for unit in root.findall(NAMESPACE + "base-unit"):
        out.append("    %s,\n" % literal(unit.get("Code")))
    out.append("};\n\nconstexpr UnitRow kUnits[] = {\n")
    out.extend(unit_row(unit) for unit in root.findall(NAMESPACE + "unit"))
    out.append("};\n")
    out.append(FOOTER)
    with open(target, "w", encoding="ascii") as stream:
        stream.write("".join(out))


if __name__ == "__main__":
    main(*sys.argv[1:])
