package io.sluice.promotion.problem;

/**
 * The object does not exist, or belongs to another organization, or is not visible to the caller: on purpose nobody can
 * tell these apart.
 */
public final class NotFoundException extends SluiceException {
    private static final long serialVersionUID = 1L;

    /**
     * Names the kind of thing that was looked for, never its content.
     *
     * @param what the kind of thing, such as {@code promotion}
     */
    public NotFoundException(String what) {
        super("notFound", null, "This " + what + " does not exist or is not visible to you.", null);
    }
}
