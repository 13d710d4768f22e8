package io.sluice.promotion.audit;

/**
 * A message authentication code over the hash of an event: HMAC-SHA-256 with a key that lies outside of the database.
 *
 * @param keyId names the key
 * @param value 64 lower-case hexadecimal digits
 */
public record AuditMac(String keyId, String value) {}
