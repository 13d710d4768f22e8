package io.sluice.promotion.spring.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times are RFC 3339 text, lengths ISO 8601 text, and neither is ever a number. */
final class WireTimes extends SimpleModule {
    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST = Duration.ofDays(36_500);

    WireTimes() {
        addDeserializer(Instant.class, new Moments());
        addDeserializer(Duration.class, new Lengths());
        addSerializer(Duration.class, new CanonicalLengths());
    }

    /**
     * Reads a time.
     *
     * @throws InvalidInputException {@code time.format}, or {@code date.range} outside of the years 1970 to 9999
     */
    static Instant moment(String field, String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() < 1970 || time.getYear() > 9999) {
                throw new InvalidInputException(field, "date.range", field + " is not in the years 1970 to 9999.");
            }
            return time.toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    field, "time.format", field + " is not a time such as 2026-03-02T08:00:00Z.");
        }
    }

    private static String text(JsonParser parser, DeserializationContext context, Class<?> type) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            context.handleUnexpectedToken(type, parser);
        }
        return parser.getText();
    }

    private static final class Moments extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        private Moments() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return moment("The value", text(parser, context, Instant.class));
        }
    }

    private static final class Lengths extends StdScalarDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        private Lengths() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Durations.parse("The value", text(parser, context, Duration.class), Duration.ZERO, LONGEST);
        }
    }

    private static final class CanonicalLengths extends StdScalarSerializer<Duration> {
        private static final long serialVersionUID = 1L;

        private CanonicalLengths() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(Durations.canonical(value));
        }
    }
}
