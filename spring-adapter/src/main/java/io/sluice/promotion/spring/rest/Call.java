package io.sluice.promotion.spring.rest;

import static io.sluice.promotion.spring.rest.Refusal.refuse;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.spi.IdentityDirectory;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call: who calls, about what, with what. Everything is checked when it is asked for. */
public final class Call {
    private static final String KEY = "Idempotency-Key";
    private static final int LARGEST_PAGE = 200;
    private static final int STANDARD_PAGE = 50;

    private final HttpServletRequest request;
    private final Route route;
    private final Map<String, String> path;
    private final String base;
    private final Query query;
    private final Surroundings around;
    private final People people = new People();
    private @Nullable Actor actor;

    /** What the API as a whole knows. */
    record Surroundings(Sluice sluice, IdentityDirectory directory, Callers callers) {}

    Call(HttpServletRequest request, Route route, Map<String, String> path, String base, Surroundings around) {
        this.request = request;
        this.route = route;
        this.path = path;
        this.base = base;
        this.query = Query.of(request.getQueryString(), route.queries());
        this.around = around;
    }

    /** Who calls. */
    public Actor actor() {
        if (actor == null) {
            actor = around.callers()
                    .caller(request)
                    .orElseThrow(() -> refuse("session.required", 401, "Sign in, then try again."));
        }
        return actor;
    }

    /** The person behind the caller. */
    public PersonId person() {
        Actor account = actor();
        Optional<PersonId> person;
        try {
            person = around.directory().personOf(account);
        } catch (RuntimeException e) {
            throw new UnavailableException("directory.unavailable", "The directory of people does not answer.", e);
        }
        return person.orElseThrow(() -> refuse("session.unknown", 403, "Nobody here knows your account."));
    }

    /** The organizations that the caller may belong to. */
    public List<OrganizationId> organizations() {
        return around.callers().organizations(request);
    }

    /** The organization of the path. */
    public OrganizationId organization() {
        return new OrganizationId(path("organization"));
    }

    /** The workspace of the path. */
    public WorkspaceId workspace() {
        return new WorkspaceId(path("workspace"));
    }

    /** The promotion of the path. */
    public PromotionId promotion() {
        return new PromotionId(path("promotion"));
    }

    /** The artifact of the path. */
    public ArtifactRef artifact() {
        return new ArtifactRef(new ArtifactKind(path("kind")), path("artifact"));
    }

    /** A part of the path, as it was sent. */
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException(route.path() + " has no part " + name);
        }
        return value;
    }

    /** A query parameter of the route. */
    public Optional<String> query(String name) {
        if (!route.queries().contains(name)) {
            throw new IllegalArgumentException(route.path() + " takes no parameter " + name);
        }
        return query.value(name);
    }

    /** A query parameter that is one of some words, in lower case: the constants of an enumeration. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> words) {
        return query(name).map(value -> {
            for (E word : words.getEnumConstants()) {
                if (word.name().equalsIgnoreCase(value)) {
                    return word;
                }
            }
            throw refuse("query.value", 400, name, name + " is none of the words that are known here.");
        });
    }

    /** A query parameter that is true or false; false when it is missing. */
    public boolean flag(String name) {
        String value = query(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw refuse("query.value", 400, name, name + " is true or false.");
        }
        return value.equals("true");
    }

    /** A query parameter that is a whole number within bounds, both included. */
    public Optional<Integer> number(String name, int least, int most) {
        return query(name).map(value -> {
            if (value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most) {
                return Integer.parseInt(value);
            }
            throw refuse("query.value", 400, name, name + " is a whole number from " + least + " to " + most + ".");
        });
    }

    /** A query parameter that is a time. */
    public Optional<Instant> moment(String name) {
        return query(name).map(value -> WireTimes.moment(name, value));
    }

    /** How many items a page may have: 1 to 200, 50 when nothing was said. */
    public int limit() {
        return number("limit", 1, LARGEST_PAGE).orElse(STANDARD_PAGE);
    }

    /**
     * Where the list goes on.
     *
     * @param parts how many parts a position has
     * @param position makes it from them; what it throws means that the cursor is none of this list
     */
    public <T> Optional<T> cursor(int parts, Function<List<String>, T> position) {
        return query("cursor").map(text -> Cursor.read(text, parts, position));
    }

    /** The body. Components of the record that are no {@code Optional} must be there. */
    public <T extends Record> T body(Class<T> type) {
        byte[] bytes = bytes();
        return ApiJson.read(bytes.length == 0 ? new byte[] {'{', '}'} : bytes, type);
    }

    /** Nothing is expected in the body. */
    public void noBody() {
        body(Nothing.class);
    }

    /** The body as it was sent. */
    public byte[] bytes() {
        return Wire.body(request, route.size());
    }

    /** The media type of the body, without its parameters; empty when there is none. */
    public String contentType() {
        return Wire.mediaType(request);
    }

    /** Makes the command safe to repeat, when the caller sent a key. */
    public IdempotencyKey key() {
        return sentKey().orElseGet(IdempotencyKey::unique);
    }

    /** Refuses the call unless it names the state that the caller saw, and that is the present one. */
    public void requireMatch(Tag present) {
        if (!present.isIn(ifMatch()) && !isRepeated()) {
            throw refuse("ifMatch.changed", 412, "If-Match", "It has changed since you saw it. Nothing was done.");
        }
    }

    /**
     * The revision that the caller saw, for doors that compare it themselves. Where the call repeats an earlier one, the
     * door answers as it did then.
     */
    public int revision() {
        String sent = ifMatch().strip();
        if (!sent.matches("\"[0-9]{1,9}(\\.[0-9a-f]{1,16})?\"")) {
            throw refuse("ifMatch.format", 400, "If-Match", "If-Match is the ETag that was sent with what you saw.");
        }
        return Integer.parseInt(sent.substring(1, sent.length() - 1).split("\\.", 2)[0]);
    }

    /** English or German, as the caller prefers. */
    public Locale language() {
        return Wire.language(request);
    }

    /** Persons for the answer. */
    public People people() {
        return people;
    }

    /** The call as the container has it. */
    public HttpServletRequest http() {
        return request;
    }

    /** An address below the API's base path. Identifiers need no encoding. */
    public String link(String... parts) {
        return base + "/" + String.join("/", parts);
    }

    void namePeople() {
        Optional<OrganizationId> organization = path.containsKey("organization")
                ? Optional.of(organization())
                : organizations().stream().findFirst();
        organization.ifPresent(known -> people.lookUp(around.sluice(), actor(), known));
    }

    Optional<String> ifNoneMatch() {
        return Optional.ofNullable(request.getHeader("If-None-Match"));
    }

    private String ifMatch() {
        String sent = request.getHeader("If-Match");
        if (sent == null || sent.isBlank()) {
            throw refuse(
                    "ifMatch.required",
                    428,
                    "If-Match",
                    "Send If-Match with the ETag that you saw, so that you change nothing that you have not seen.");
        }
        return sent;
    }

    /** Refuses a key that is none, also where the operation is safe to repeat without one. */
    void requireKey() {
        sentKey();
    }

    private Optional<IdempotencyKey> sentKey() {
        try {
            return Optional.ofNullable(request.getHeader(KEY)).map(IdempotencyKey::new);
        } catch (InvalidInputException e) {
            throw refuse(e.code(), 400, KEY, String.valueOf(e.getMessage()));
        }
    }

    /** What a command changed must not keep its own repetition from being answered. */
    private boolean isRepeated() {
        return sentKey()
                .filter(key -> around.sluice().acts().isRepeated(actor(), organization(), key))
                .isPresent();
    }

    private record Nothing() {}
}
