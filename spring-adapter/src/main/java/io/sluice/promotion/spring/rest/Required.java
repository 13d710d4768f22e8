package io.sluice.promotion.spring.rest;

import io.sluice.promotion.spring.rest.Problem.FieldError;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a body must be there: every component of its records that is no {@code Optional}, at every depth. */
final class Required {
    private final List<FieldError> missing = new ArrayList<>();

    private Required() {}

    /** Refuses a body in which something is missing, and names all of it. */
    static void check(Object body) {
        Required required = new Required();
        required.look(body, "");
        if (!required.missing.isEmpty()) {
            throw new MissingFields(required.missing);
        }
    }

    private void look(@Nullable Object value, String path) {
        if (value == null) {
            missing.add(new FieldError(path, "field.required", path + " is required."));
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> look(present, path));
        } else if (value instanceof Record parts) {
            for (RecordComponent component : parts.getClass().getRecordComponents()) {
                look(part(parts, component), path.isEmpty() ? component.getName() : path + "." + component.getName());
            }
        } else if (value instanceof Collection<?> items) {
            int index = 0;
            for (Object item : items) {
                look(item, path + "[" + index++ + "]");
            }
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> look(entry, path + "." + key));
        }
    }

    private static @Nullable Object part(Record value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A body cannot be looked at.", e);
        }
    }

    /** Fields are missing in a body. */
    static final class MissingFields extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<FieldError> fields;

        private MissingFields(List<FieldError> fields) {
            super(fields.get(0).message());
            this.fields = List.copyOf(fields);
        }

        List<FieldError> fields() {
            return fields;
        }
    }
}
