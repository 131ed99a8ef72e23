// The page to try the interface: Swagger UI as django-ninja ships it, which asks no other host.
"use strict";

const place = document.querySelector("[data-schema]");
const inThePagesLanguage = (request) => {
  request.headers["Accept-Language"] = document.documentElement.lang;
  return request;
};
SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis],
  validatorUrl: null,
  // The list of schemas at the end repeats, in English, what stands at each call.
  defaultModelsExpandDepth: -1,
  requestInterceptor: inThePagesLanguage,
});
