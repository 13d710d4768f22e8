package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells processes that run promotions from others by their content: whether a topic, bean or extension property of the
 * library stands in an attribute or text. A file that cannot be read safely is searched as plain text, so that a host's
 * file that is large or names a schema is still left alone.
 */
final class OwnWords {
    private static final List<Charset> ENCODINGS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private final Set<String> words;

    OwnWords(Vocabulary vocabulary) {
        Set<String> all = new HashSet<>(Set.of("promotion.step", "promotion.stage", "promotion.outcome"));
        all.addAll(vocabulary.topics().keySet());
        all.addAll(vocabulary.delegates().keySet());
        all.addAll(vocabulary.calls().keySet());
        words = Set.copyOf(all);
    }

    boolean areIn(byte[] file) {
        if (ProcessFile.of(file) instanceof ProcessFile.Content content) {
            return content.root().withDescendants().flatMap(OwnWords::texts).anyMatch(this::isOneIn);
        }
        return ENCODINGS.stream().anyMatch(encoding -> isOneIn(new String(file, encoding)));
    }

    private static Stream<String> texts(ProcessElement element) {
        return Stream.concat(element.attributes().values().stream(), Stream.of(element.text()));
    }

    private boolean isOneIn(String text) {
        return words.stream().anyMatch(text::contains);
    }
}
