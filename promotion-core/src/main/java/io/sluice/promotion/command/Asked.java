package io.sluice.promotion.command;

import io.sluice.promotion.jdbc.Read;
import java.util.List;

/** Questions that are asked together with the lock of a promotion, behind it: their answers hold under the lock. */
public interface Asked {
    /** No question besides. */
    Asked NOTHING = List::of;

    /** In the order in which they are asked. */
    List<? extends Read<?>> reads();
}
