"""What offices bring along as Excel: people, units, hours of an earlier system. All or nothing, faults by cell."""
