package io.sluice.promotion.spring.rest.matrix;

/**
 * A body in which one thing is not as it should be.
 *
 * @param place of what is wrong, such as {@code items[0].version}
 * @param what is wrong, for the test's message
 * @param body as it is sent
 * @param impossible whether it can only be refused
 * @param named whether the refusal has to name the place
 */
record Mistake(String place, String what, String body, boolean impossible, boolean named) {}
