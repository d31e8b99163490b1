package io.gpmcworker.api;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The AsyncAPI document at the address where one would look for it, beside its file's. */
@ApplicationScoped
class ContractRoute {

  void add(@Observes Router router) {
    router.get("/asyncapi").handler(request -> request.reroute("/asyncapi.json"));
  }
}
