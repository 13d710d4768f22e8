package io.sluice.promotion.control;

import io.sluice.promotion.release.Release;
import java.util.List;

/**
 * Content that was marked as bad, and where it is live all the same.
 *
 * @param mark who marked it, when and why
 * @param live the releases of it that are live now, as far as the caller may see them
 */
public record BadVersion(Control mark, List<Release> live) {
    /** Copies the list. */
    public BadVersion {
        live = List.copyOf(live);
    }
}
