package io.sluice.example.host.pages;

import io.sluice.example.host.people.Caller;
import io.sluice.example.host.people.HostPeople;
import io.sluice.promotion.problem.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What the frame around every page shows. */
@ControllerAdvice("io.sluice.example.host")
class Layout {
    private final HostPeople people;

    Layout(HostPeople people) {
        this.people = people;
    }

    @ModelAttribute
    void frame(HttpServletRequest request, Model model) {
        String signedIn = request.getRemoteUser();
        people.people().stream().filter(person -> person.id().equals(signedIn)).forEach(person -> {
            model.addAttribute("me", person);
            model.addAttribute("organization", person.organization());
            model.addAttribute("organizationName", people.organizations().get(person.organization()));
        });
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute("zone", ZoneId.systemDefault());
    }

    @ExceptionHandler(NotFoundException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(NotFoundException notFound, Model model, Caller caller) {
        model.addAllAttributes(Map.of("message", String.valueOf(notFound.getMessage()), "me", caller.person()));
        return "not-found";
    }
}
