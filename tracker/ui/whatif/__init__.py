"""What would be if: other dates supposed beside the plan, and the scenarios that keep them."""
