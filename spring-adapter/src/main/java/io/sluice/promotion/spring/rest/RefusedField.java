package io.sluice.promotion.spring.rest;

import io.sluice.promotion.problem.SluiceException;

/** A value that Sluice refused while the body was read, with the place where it stood. */
final class RefusedField extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final SluiceException refusal;

    RefusedField(String field, SluiceException refusal) {
        super(refusal);
        this.field = field;
        this.refusal = refusal;
    }

    String field() {
        return field;
    }

    SluiceException refusal() {
        return refusal;
    }
}
