package io.gpmcworker.api.page;

import io.gpmcworker.api.security.ApiConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Sends the page's files with the headers that keep others out, or not at all, and brings people
 * back from an identity provider's sign-in.
 */
@ApplicationScoped
class PageRoutes {

  private static final String FOLDER = "/page/";

  /** Where a report is shown in place: it is handed over by the page, and sealed off from it. */
  private static final String REPORT_FRAME = FOLDER + "report.html";

  /** What the names of the provider's cookies begin with. */
  private static final String SESSION = "q_session";

  private static final int BEFORE_THE_FILES = 100;

  private final ApiConfig config;

  PageRoutes(ApiConfig config) {
    this.config = config;
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, BEFORE_THE_FILES);
  }

  /** Nobody comes to the first unless he is known: see application.properties. */
  void register(@Observes Router router) {
    router.get(FOLDER + "sign-in").handler(PageRoutes::home);
    router.get(FOLDER + "sign-out").handler(PageRoutes::signOut);
  }

  private static void home(RoutingContext context) {
    context.response().setStatusCode(303).putHeader("Location", "../").end();
  }

  private static void signOut(RoutingContext context) {
    for (Cookie cookie : Set.copyOf(context.request().cookies())) {
      if (cookie.getName().startsWith(SESSION)) {
        context.response().addCookie(Cookie.cookie(cookie.getName(), "").setPath("/").setMaxAge(0));
      }
    }
    home(context);
  }

  private void filter(RoutingContext context) {
    String path = context.normalizedPath();
    if (!path.equals("/") && !path.equals("/index.html") && !path.startsWith(FOLDER)) {
      context.next();
      return;
    }
    HttpServerResponse response = context.response();
    if (!config.enabled()) {
      response.setStatusCode(404).end();
      return;
    }
    response
        .putHeader(
            ContentPolicy.HEADER,
            path.equals(REPORT_FRAME) ? ContentPolicy.REPORT : ContentPolicy.PAGE)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        // A newer worker has a newer page; what has not changed is answered by 304.
        .putHeader("Cache-Control", "no-cache");
    context.next();
  }
}
