"""The forty-third set of layouts: sober papers of three invented cities of the lower Yangtze."""
