package io.sluice.promotion.bpmn.verify.search;

import java.util.List;

/** Hands out the bits of a state. */
final class Layout {
    private int size;

    /** One number of a few bits, inside of one word. */
    record Field(int word, int shift, long mask) {
        int get(long[] bits) {
            return (int) ((bits[word] >>> shift) & mask);
        }

        boolean isSet(long[] bits) {
            return get(bits) != 0;
        }

        void set(long[] bits, int value) {
            bits[word] = (bits[word] & ~(mask << shift)) | ((value & mask) << shift);
        }
    }

    /** One of a few named values. */
    record Choice<E extends Enum<E>>(Field field, List<E> values) {
        E get(long[] bits) {
            return values.get(field.get(bits));
        }

        void set(long[] bits, E value) {
            field.set(bits, values.indexOf(value));
        }
    }

    <E extends Enum<E>> Choice<E> choice(Class<E> type) {
        return new Choice<>(field(2), List.of(type.getEnumConstants()));
    }

    Field flag() {
        return field(1);
    }

    Field field(int width) {
        if ((size & 63) + width > 64) {
            size = (size | 63) + 1;
        }
        Field field = new Field(size >> 6, size & 63, (1L << width) - 1);
        size += width;
        return field;
    }

    long[] empty() {
        return new long[(size >> 6) + 1];
    }
}
