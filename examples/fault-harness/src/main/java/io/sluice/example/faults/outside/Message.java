package io.sluice.example.faults.outside;

/**
 * A message that arrived.
 *
 * @param id the same on every repetition
 * @param topic what it is about
 * @param kind why it was sent
 * @param person to whom
 */
public record Message(String id, String topic, String kind, String person) {}
