package io.sluice.promotion.spring.rest;

import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the caller may do something, and if not, why. */
public record Allowed(boolean allowed, Optional<Reason> why) {
    /** As the rules judged it. */
    public static Allowed of(Eligibility eligibility) {
        return new Allowed(eligibility instanceof Eligibility.May, Reason.of(eligibility));
    }

    /** It may be done. */
    public static Allowed yes() {
        return new Allowed(true, Optional.empty());
    }

    /** It may not be done. */
    public static Allowed no(String code, String message) {
        return new Allowed(false, Optional.of(new Reason(code, message)));
    }

    /** What a door has to say to something that changes nothing. */
    public static Allowed asking(Runnable door) {
        try {
            door.run();
            return yes();
        } catch (ForbiddenException e) {
            return new Allowed(false, Optional.of(Reason.of(e)));
        } catch (NotFoundException e) {
            return no("forbidden", "None of your roles allows this.");
        }
    }

    /** What a door shows, unless the caller may not see it. */
    public static <T> Optional<T> seen(Supplier<T> door) {
        try {
            return Optional.of(door.get());
        } catch (ForbiddenException | NotFoundException e) {
            return Optional.empty();
        }
    }
}
