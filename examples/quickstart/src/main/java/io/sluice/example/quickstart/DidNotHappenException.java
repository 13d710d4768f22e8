package io.sluice.example.quickstart;

/** Something that the story is about did not come true. */
final class DidNotHappenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DidNotHappenException(String what) {
        super("This did not happen: " + what + ".");
    }
}
