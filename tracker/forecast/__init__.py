"""When it will really be, and why. Pure; knows no Qt and no SQL.

How days are counted
====================

This is written once, here, and holds for every module of the package.

*Days and instants.* A finish is inclusive: work of one day starts and finishes on the same day. The
engine counts in instants, the midnights between days. Work from Monday to Friday starts at the
instant before Monday and finishes at the one after Friday; a successor (FS) starts on the first
working day at or after that instant, Monday. Both Primavera P6 and Microsoft Project date a finish
by the last day worked and start the successor on the next working day.

*Milestones* take no work. One stands at the end of a day, so that a milestone after work that
finishes on Friday is on Friday, and what follows it starts on Monday: the finish milestone of P6,
and a Microsoft Project milestone, which stands at the finish of its predecessor. It is not moved to
a working day: what is promised for Thursday 31 December 2026 stays there, though Uzbekistan rests
that day. After a *start* (SS, SF) without lag it is on the day of that start. Work without a
duration, or with one of 0 days, is treated in the same way.

*Links*: FS, SS, FF, SF compare the edges they name; a lag moves the predecessor's edge. A lag in
calendar days counts every day. One in working days counts the working days of the *successor's*
calendar. So does Microsoft Project since 2002 (https://www.eastwoodharris.com/
what-are-elapsed-durations-leads-and-lags-in-microsoft-project/); P6 has it as one choice of the
option "Calendar for scheduling relationship lag", whose default is the predecessor's
(https://planningplanet.com/index.php/forums/oracle-primavera-pm6/975886/how-lag-finish-calculated).
Where both items have one calendar, all these agree. A lag ends at the end of its last working day,
a lead at the start of its first one.

*Status date.* Work that is left may be done on the status date itself, as on P6's data date; no
unfinished start and no unfinished milestone is before it. Work under way keeps its reported start,
and what remains waits for unfinished predecessors: P6's *retained logic*
(https://docs.oracle.com, "When scheduling progressed activities use"). What remains is the duration
less its percentage, rounded up; without a percentage, less the working days since the start; and
never under one day.

*Constraints.* *Not before* is a lower bound of the start, *fixed* places it whatever the links ask
(P6's mandatory start; what the links would have asked is named as a problem). *Not after* and
*deadline* pull nothing forward: they limit the late dates, as P6's "finish on or before" and the
deadlines of Microsoft Project do, and a finish beyond them is named. *As late as possible* uses up
the free float, as in P6, so that no successor moves.

*Ranges.* There are two passes: one with all that is early (the first day of each period, low
durations) and one with all that is late (the last days, high durations). A start and a finish are
the span between what the two give. Every mixture of early and late lies within, but for one: where
a link holds a finish (FF, SF), longer work starts earlier, and what is linked to that *start* may
lie a little outside.

*Own commitments.* A date that a body promised holds a milestone, and work without a duration: it is
forecast then and not sooner, however early its predecessors are, since it is appointed. Work with
a duration of its own takes as long as it takes: its promised start holds it, its promised finish
only where neither a link nor a promised start says when. Where a duration is missing, the working
days of the promised span are assumed and the item is named.

*Late dates and floats* are counted back from the latest finish of the item's project, in working
days of the item's calendar. They belong to the late pass unless said otherwise.

*Phases* have no dates of their own: they span their parts. A link to a phase holds every part of it
(FF and SF hold its finish), a link from a phase waits for the last finish or the first start.

*Loops* stop nothing: the links among the items of a loop are left out, the loop is named in its
order, and what follows from it is marked as doubtful.

*Bounds.* Days lie between 1 January 1900 and 31 December 2200. What would lie beyond is named and
has no date.
"""
