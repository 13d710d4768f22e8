package io.sluice.promotion.spring.rest.webhook;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.Webhooks;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.Tag;
import io.sluice.promotion.webhook.NewWebhook;
import io.sluice.promotion.webhook.Webhook;
import io.sluice.promotion.webhook.WebhookAttempt;
import io.sluice.promotion.webhook.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Endpoints that are told what happens. A secret is in the answer that makes it, and nowhere else. */
public final class WebhookFeature implements Feature {
    private static final String WEBHOOKS = ORGANIZATION + "/webhooks";

    private record WebhookBody(
            String url,
            Optional<String> description,
            Optional<Set<NotificationKind>> kinds,
            Optional<Set<String>> workspaces) {
        private NewWebhook wanted() {
            return new NewWebhook(
                    url,
                    description.orElse(""),
                    kinds.orElse(Set.of()),
                    workspaces.orElse(Set.of()).stream().map(WorkspaceId::new).collect(Collectors.toSet()));
        }
    }

    private record WebhookView(
            String id,
            String etag,
            String url,
            String description,
            List<NotificationKind> kinds,
            List<String> workspaces,
            Optional<Instant> formerSecretUntil,
            Person createdBy,
            Instant createdAt) {
        private static WebhookView of(Webhook webhook, People people) {
            return new WebhookView(
                    webhook.id().value(),
                    Tag.of(webhook.revision()).quoted(),
                    webhook.wanted().url(),
                    webhook.wanted().description(),
                    webhook.wanted().kinds().stream().sorted().toList(),
                    webhook.wanted().workspaces().stream()
                            .map(WorkspaceId::value)
                            .sorted()
                            .toList(),
                    webhook.formerSecretUntil(),
                    people.person(webhook.createdBy()),
                    webhook.createdAt());
        }
    }

    private record SecretView(WebhookView webhook, String secret) {
        private static SecretView of(Webhooks.WithSecret made, People people) {
            return new SecretView(WebhookView.of(made.webhook(), people), made.secret());
        }
    }

    private record AttemptView(
            String message,
            NotificationKind kind,
            int number,
            Instant at,
            Notifier.Delivery.Result result,
            String reason) {
        private static AttemptView of(WebhookAttempt attempt) {
            return new AttemptView(
                    attempt.message(),
                    attempt.kind(),
                    attempt.number(),
                    attempt.at(),
                    attempt.result(),
                    attempt.reason());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public WebhookFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(WEBHOOKS, this::list);
        routes.post(WEBHOOKS, this::add);
        routes.put(WEBHOOKS + "/{webhook}", this::change);
        routes.delete(WEBHOOKS + "/{webhook}", this::remove);
        routes.post(WEBHOOKS + "/{webhook}/secret", this::rotate);
        routes.get(WEBHOOKS + "/{webhook}/attempts", this::attempts).query("limit");
    }

    private Answer list(Call call) {
        return Answer.shown(Page.all(sluice.webhooks().list(call.actor(), call.organization()).stream()
                .map(webhook -> WebhookView.of(webhook, call.people()))
                .toList()));
    }

    private Answer add(Call call) {
        Webhooks.WithSecret made = sluice.webhooks()
                .add(
                        call.actor(),
                        call.organization(),
                        call.body(WebhookBody.class).wanted(),
                        call.key());
        return Answer.created(
                        call.link(
                                "organizations",
                                call.path("organization"),
                                "webhooks",
                                made.webhook().id().value()),
                        SecretView.of(made, call.people()))
                .tagged(Tag.of(made.webhook().revision()));
    }

    private Answer change(Call call) {
        int seen = call.revision();
        NewWebhook wanted = call.body(WebhookBody.class).wanted();
        Webhook webhook =
                sluice.webhooks().change(call.actor(), call.organization(), id(call), seen, wanted, call.key());
        return Answer.done(WebhookView.of(webhook, call.people()), Tag.of(webhook.revision()));
    }

    private Answer remove(Call call) {
        call.noBody();
        sluice.webhooks().remove(call.actor(), call.organization(), id(call), call.key());
        return Answer.nothing();
    }

    private Answer rotate(Call call) {
        call.noBody();
        Webhooks.WithSecret made =
                sluice.webhooks().rotateSecret(call.actor(), call.organization(), id(call), call.key());
        return Answer.done(
                SecretView.of(made, call.people()), Tag.of(made.webhook().revision()));
    }

    private Answer attempts(Call call) {
        return Answer.shown(
                Page.all(sluice.webhooks().attempts(call.actor(), call.organization(), id(call), call.limit()).stream()
                        .map(AttemptView::of)
                        .toList()));
    }

    private static WebhookId id(Call call) {
        return new WebhookId(call.path("webhook"));
    }
}
