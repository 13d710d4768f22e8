package io.sluice.promotion.bpmn.testing;

import io.sluice.promotion.bpmn.SluiceEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The shipped process as a designer edits it. Every change must hit something. */
public record ShippedProcess(String text) {
    /** As it is. */
    public static ShippedProcess unchanged() {
        try (InputStream file = Objects.requireNonNull(SluiceEngine.class.getResourceAsStream("promotion.bpmn"))) {
            return new ShippedProcess(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same process under another id. */
    public static ShippedProcess named(String id) {
        return unchanged()
                .with("<bpmn:process id=\"promotion\"", "<bpmn:process id=\"" + id + "\"")
                .with("bpmnElement=\"promotion\"", "bpmnElement=\"" + id + "\"");
    }

    /** With other text in one or more places. */
    public ShippedProcess with(String old, String other) {
        if (!text.contains(old)) {
            throw new IllegalArgumentException("The shipped process has no " + old + ".");
        }
        return new ShippedProcess(text.replace(old, other));
    }

    /** Asking again after a fixed time instead of when the library says. */
    public ShippedProcess tryingAgainAfter(String duration) {
        return with(
                "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${promotionPolicy.nextTry(execution)}</bpmn:timeDate>",
                "<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">" + duration + "</bpmn:timeDuration>");
    }

    /** The bytes of the file. */
    public byte[] bytes() {
        return BpmnFile.bytes(text);
    }
}
