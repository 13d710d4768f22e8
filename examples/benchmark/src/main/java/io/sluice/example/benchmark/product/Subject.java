package io.sluice.example.benchmark.product;

/**
 * What one promotion is about.
 *
 * @param artifact its name
 * @param number of its versions, from 1
 */
record Subject(String artifact, int number) {
    String version() {
        return "1." + number + ".0";
    }

    Subject next() {
        return new Subject(artifact, number + 1);
    }
}
