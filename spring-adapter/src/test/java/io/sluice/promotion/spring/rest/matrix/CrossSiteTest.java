package io.sluice.promotion.spring.rest.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.spring.rest.ApiClient;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a page of another site can make the browser of somebody send who is signed in: every write refuses it. */
@ExtendWith(World.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossSiteTest {
    /** A form can send these without asking the server first. */
    private static final List<String> OF_FORMS =
            List.of("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain");

    private World world;
    private Caller caller;
    private List<Row> writes;

    @BeforeAll
    void enter(World made) {
        world = made;
        caller = new Caller(made);
        writes = made.rows().stream().filter(Row::writes).toList();
    }

    @Test
    void noWriteTakesWhatAFormCanSend() {
        List<String> wrong = new ArrayList<>();
        Snapshot before = world.snapshot();
        for (Row row : writes) {
            for (String type : OF_FORMS) {
                String body = caller.body(row.example());
                Reply reply = send(
                        row,
                        caller.client(row.by(), row, row.example()).with("Content-Type", type),
                        body == null ? "{}" : body);
                if (reply.status() != 415 || !reply.code().equals("contentType.unsupported")) {
                    wrong.add(row.id() + " as " + type + ": " + reply.status() + " " + reply.text());
                }
            }
        }

        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(world.snapshot().changedSince(before)).isEmpty();
    }

    @Test
    void noWriteComesFromAnotherSite() {
        List<String> wrong = new ArrayList<>();
        Snapshot before = world.snapshot();
        for (Row row : writes) {
            ApiClient client = caller.client(row.by(), row, row.example()).with("Sec-Fetch-Site", "cross-site");
            Reply reply = send(row, client, caller.body(row.example()));
            if (!reply.code().equals("request.crossSite")) {
                wrong.add(row.id() + ": " + reply.status() + " " + reply.text());
            }
        }

        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(world.snapshot().changedSince(before)).isEmpty();
    }

    /** The host's own protection, which browsers with a cookie come under. */
    @Test
    void noWriteOfABrowserDoesWithoutTheToken() {
        List<String> wrong = new ArrayList<>();
        Snapshot before = world.snapshot();
        for (Row row : writes) {
            for (String cookie : List.of("SESSION=x", "XSRF-TOKEN=forged; SESSION=x")) {
                ApiClient client = caller.client(row.by(), row, row.example())
                        .with("Cookie", cookie)
                        .with("X-XSRF-TOKEN", "guessed");
                Reply reply = send(row, client, caller.body(row.example()));
                if (reply.status() != 403) {
                    wrong.add(row.id() + " with " + cookie + ": " + reply.status() + " " + reply.text());
                }
            }
        }

        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(world.snapshot().changedSince(before)).isEmpty();
    }

    @Test
    void noReadChangesAnythingAndNoWriteIsARead() {
        List<String> wrong = new ArrayList<>();
        Snapshot before = world.snapshot();
        for (Row row : world.rows()) {
            String path = row.documented().path();
            boolean alsoRead = world.contract().operations().containsKey("GET " + path);
            Reply reply = world.server().as(row.by()).get(row.address(row.example()));
            if (row.writes() && !alsoRead && reply.status() != 405 && reply.status() != 404) {
                wrong.add(row.id() + " as GET: " + reply.status() + " " + reply.text());
            }
        }

        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(world.snapshot().changedSince(before)).isEmpty();
    }

    private Reply send(Row row, ApiClient client, String body) {
        return client.send(row.documented().method(), row.address(row.example()), body);
    }
}
