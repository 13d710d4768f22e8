package io.sluice.example.host.pages;

import io.sluice.example.host.people.Caller;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages with parts of Sluice in them. What a part shows, it fetches itself. */
@Controller
class PagesController {
    private final Sluice sluice;

    PagesController(Sluice sluice) {
        this.sluice = sluice;
    }

    @GetMapping("/")
    String start() {
        return "redirect:/board";
    }

    @GetMapping("/board")
    String board() {
        return "board";
    }

    @GetMapping("/queue")
    String queue() {
        return "queue";
    }

    @GetMapping("/promotions/{id}")
    String promotion(@PathVariable String id, Model model) {
        model.addAttribute("id", id);
        return "promotion";
    }

    @GetMapping("/promotions/new")
    String wizard(
            @RequestParam(defaultValue = "") String artifact,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String step,
            Model model) {
        model.addAttribute("artifact", given(artifact));
        model.addAttribute("version", given(version));
        model.addAttribute("from", given(from));
        model.addAttribute("to", given(to));
        model.addAttribute("step", given(step));
        return "wizard";
    }

    @GetMapping("/workspaces/{id}")
    String workspace(Caller caller, @PathVariable String id, Model model) {
        model.addAttribute("workspace", workspace(caller, id));
        model.addAttribute(
                "releases",
                sluice.releases().board(caller.actor(), caller.organization()).stream()
                        .filter(release -> release.workspace().value().equals(id))
                        .toList());
        return "workspace";
    }

    @GetMapping("/workspaces/{id}/settings")
    String settings(
            Caller caller, @PathVariable String id, @RequestParam(defaultValue = "") String section, Model model) {
        model.addAttribute("section", given(section));
        model.addAttribute("workspace", workspace(caller, id));
        return "settings";
    }

    @GetMapping("/react")
    String react() {
        return "react";
    }

    /** An attribute without a value is left out. */
    private static @Nullable String given(String value) {
        return value.isEmpty() ? null : value;
    }

    private Workspace workspace(Caller caller, String id) {
        return sluice.workspaces().get(caller.actor(), caller.organization(), new WorkspaceId(id));
    }
}
