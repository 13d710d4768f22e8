package io.sluice.example.host.people;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The people of the demonstration, from {@code application.yml}. A real application asks its user directory.
 *
 * @param organizations names by id
 * @param people everybody who can sign in
 */
@ConfigurationProperties("host")
public record HostPeople(Map<String, String> organizations, List<Person> people) {
    /** One for all, and shown beside the form: this is a demonstration. */
    public static final String PASSWORD = "sluice";

    /**
     * Somebody who can sign in.
     *
     * @param id with which they sign in
     * @param name for people
     * @param organization for which they work
     * @param work what they do there
     * @param language of the mails they get
     * @param mail where they get them
     * @param roles in Sluice, everywhere; {@code approver@staging} in one workspace
     */
    public record Person(
            String id,
            String name,
            String organization,
            String work,
            String language,
            String mail,
            List<String> roles) {
        /** The address follows from the id unless the directory says otherwise. */
        public Person {
            mail = Objects.requireNonNullElse(mail, id + "@example.org");
            roles = List.copyOf(roles);
        }
    }

    /** Copies the lists. */
    public HostPeople {
        organizations = Map.copyOf(organizations);
        people = List.copyOf(people);
    }
}
