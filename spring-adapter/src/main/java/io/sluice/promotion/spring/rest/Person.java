package io.sluice.promotion.spring.rest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.sluice.promotion.identity.PersonId;
import org.jspecify.annotations.Nullable;

/** A person in an answer. The name comes just before the answer is written, together with those of all others. */
@JsonPropertyOrder({"id", "name", "service"})
public final class Person {
    private final PersonId id;
    private @Nullable String name;

    Person(PersonId id) {
        this.id = id;
    }

    void named(@Nullable String value) {
        name = value;
    }

    @JsonIgnore
    PersonId person() {
        return id;
    }

    @JsonProperty("id")
    String id() {
        return id.value();
    }

    /** As the directory shows it; the id where it knows none. */
    @JsonProperty("name")
    String name() {
        if (isSluice()) {
            return "Sluice";
        }
        return name == null ? id.value() : name;
    }

    @JsonProperty("service")
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    boolean isSluice() {
        return id.equals(PersonId.SLUICE);
    }
}
