"""The thirtieth set of layouts: other employers, schools, hospitals, offices and platforms, each in its own words."""
