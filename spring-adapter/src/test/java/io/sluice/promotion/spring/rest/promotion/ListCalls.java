package io.sluice.promotion.spring.rest.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import java.util.ArrayList;
import java.util.List;

/** Board, queue and the list of promotions. */
public final class ListCalls implements ContractCalls {
    private static final String ACME = "/organizations/acme";

    @Override
    public void make(ContractWorld world) {
        Scene scene = new Scene(world.acme());
        PromotionRequest open = scene.open("listed");
        for (String list : List.of("/board", "/queue", "/promotions")) {
            Reply shown = world.as("bob").get(ACME + list);
            assertThat(world.as("bob")
                            .with("If-None-Match", shown.header("ETag"))
                            .get(ACME + list)
                            .status())
                    .isEqualTo(304);
            assertThat(world.as("bob").get("/organizations/globex" + list).status())
                    .isEqualTo(404);
        }
        queue(world, open);
        board(world);
        pages(world);
    }

    private static void queue(ContractWorld world, PromotionRequest open) {
        String artifact = "&artifact=AGENT:listed";
        JsonNode mine = world.as("bob").get(ACME + "/queue?tab=mine" + artifact).json();
        JsonNode own =
                world.as("rita").get(ACME + "/queue?tab=requested" + artifact).json();
        JsonNode all = world.as("vic")
                .get(ACME + "/queue?tab=open&workspace=staging" + artifact)
                .json();
        JsonNode done =
                world.as("vic").get(ACME + "/queue?tab=done&requester=rita").json();

        assertThat(mine.path("items").get(0).path("mayDecide").asBoolean()).isTrue();
        assertThat(mine.path("items").get(0).path("task").path("kind").asText()).isEqualTo("APPROVAL");
        assertThat(mine.path("items").get(0).path("subjectHash").asText()).isEqualTo(open.subjectHash());
        assertThat(mine.path("counts").path("mine").asInt()).isPositive();
        assertThat(own.path("items").get(0).path("why").path("code").asText()).isEqualTo("approval.selfApproval");
        assertThat(all.path("items").get(0).path("why").path("code").asText()).isEqualTo("approval.role");
        assertThat(all.path("items").get(0).path("checks").path("passed").asInt())
                .isPositive();
        assertThat(done.path("items")).isNotEmpty();
        assertThat(world.as("bob").get(ACME + "/queue?due=overdue").json().path("items"))
                .isEmpty();
        assertThat(world.as("bob").get(ACME + "/queue?due=week").json().path("items"))
                .isNotEmpty();
    }

    private static void board(ContractWorld world) {
        JsonNode board =
                world.as("vic").get(ACME + "/board?text=LISTED&only=pending").json();

        assertThat(board.path("items")).hasSize(1);
        assertThat(board.path("items")
                        .get(0)
                        .path("cells")
                        .path("staging")
                        .path("pending")
                        .path("status")
                        .asText())
                .isEqualTo("PENDING");
        assertThat(board.path("items")
                        .get(0)
                        .path("cells")
                        .path("dev")
                        .path("live")
                        .path("by")
                        .path("id")
                        .asText())
                .isEqualTo("alice");
        assertThat(board.path("columns").findValuesAsText("id")).containsExactly("dev", "staging", "prod", "sandbox");
        assertThat(world.as("vic")
                        .get(ACME + "/board?text=listed&only=differences")
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    /** Every list leads through all of it, and nothing comes twice. */
    private static void pages(ContractWorld world) {
        for (String list :
                List.of("/board?", "/queue?tab=mine&", "/queue?tab=open&", "/queue?tab=done&", "/promotions?")) {
            List<JsonNode> whole = items(world, ACME + list + "limit=200");
            List<JsonNode> parts = items(world, ACME + list + "limit=3");
            assertThat(parts).as(list).isEqualTo(whole).doesNotHaveDuplicates().hasSizeGreaterThan(3);
        }
    }

    private static List<JsonNode> items(ContractWorld world, String list) {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        do {
            Reply page = world.as("bob").get(list + (next.isEmpty() ? "" : "&cursor=" + next));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            page.json().path("items").forEach(items::add);
            next = page.json().path("next").asText("");
        } while (!next.isEmpty());
        return items;
    }
}
