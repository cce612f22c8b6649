"""The thirty-fourth set of layouts: ports, mines, fisheries, mills, wards and museums, written without the readers."""
