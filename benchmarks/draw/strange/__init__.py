"""Marks by a second hand: other wordings, manners, captures and tempting papers. The guard is not mended on them."""
