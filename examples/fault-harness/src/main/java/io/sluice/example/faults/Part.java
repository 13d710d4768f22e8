package io.sluice.example.faults;

import java.util.List;

/** A kind of fault. */
interface Part {
    /** Tries it and returns what it came to, a result for each attempt. */
    List<Result> run(Workshop workshop);
}
