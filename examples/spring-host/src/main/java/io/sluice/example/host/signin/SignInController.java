package io.sluice.example.host.signin;

import io.sluice.example.host.people.HostPeople;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The form, and beside it who can sign in. */
@Controller
class SignInController {
    private final HostPeople people;

    SignInController(HostPeople people) {
        this.people = people;
    }

    @GetMapping("/sign-in")
    String form(Model model) {
        model.addAttribute("people", people.people());
        model.addAttribute("organizations", people.organizations());
        model.addAttribute("password", HostPeople.PASSWORD);
        return "sign-in";
    }
}
