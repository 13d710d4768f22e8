package io.sluice.example.host.tasklist;

import io.sluice.example.host.people.Caller;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.SluiceException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for whoever is signed in, and two buttons: a page of this application, with nothing of Sluice's screens. */
@Controller
class TaskListController {
    private static final int SHOWN = 50;

    private final Sluice sluice;

    TaskListController(Sluice sluice) {
        this.sluice = sluice;
    }

    @GetMapping("/tasks")
    String tasks(Caller caller, Model model) {
        Map<String, String> workspaces = sluice.workspaces().list(caller.actor(), caller.organization()).stream()
                .collect(Collectors.toMap(workspace -> workspace.id().value(), workspace -> workspace.name()));
        model.addAttribute(
                "tasks",
                sluice.tasks().page(caller.actor(), caller.organization(), Optional.empty(), SHOWN).stream()
                        .map(item -> Task.of(item, workspaces))
                        .toList());
        return "tasks";
    }

    @PostMapping("/tasks/{promotion}/approve")
    String approve(
            Caller caller,
            @PathVariable String promotion,
            @RequestParam String subjectHash,
            @RequestParam String key,
            RedirectAttributes told) {
        return decided(
                told,
                "tasks.approved",
                () -> sluice.promotions()
                        .approve(
                                caller.actor(),
                                caller.organization(),
                                new PromotionId(promotion),
                                subjectHash,
                                "",
                                new IdempotencyKey(key)));
    }

    @PostMapping("/tasks/{promotion}/reject")
    String reject(
            Caller caller,
            @PathVariable String promotion,
            @RequestParam String subjectHash,
            @RequestParam String reason,
            @RequestParam String key,
            RedirectAttributes told) {
        return decided(
                told,
                "tasks.rejected",
                () -> sluice.promotions()
                        .reject(
                                caller.actor(),
                                caller.organization(),
                                new PromotionId(promotion),
                                subjectHash,
                                reason,
                                new IdempotencyKey(key)));
    }

    /** A refusal is for the person: it says what they can do. */
    private static String decided(RedirectAttributes told, String thanks, Runnable decision) {
        try {
            decision.run();
            told.addFlashAttribute("done", thanks);
        } catch (SluiceException e) {
            told.addFlashAttribute("refused", e.getMessage());
        }
        return "redirect:/tasks";
    }
}
