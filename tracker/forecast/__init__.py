"""When it will really be: which days are worked. Pure; knows no Qt and no SQL."""
