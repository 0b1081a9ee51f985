#include "CValijson.h"

#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>

#include <pthread.h>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

// Values nest up to 200 deep (SchemaLimits.depth), each level some ten calls of less than 1 KiB: a tenth of it.
constexpr size_t stack_bytes = 64 << 20;

struct Task {
    std::string schema;
    std::string value;
    size_t limit;
    cvalijson_outcome outcome = CVALIJSON_FAILED;
    std::string text;
};

// The context of an error is "<root>", then "[key]" or "[3]"; what is a key and what a place in a list, the value says.
nlohmann::json path_of(const std::vector<std::string> &context, const nlohmann::json &root) {
    nlohmann::json path = nlohmann::json::array();
    const nlohmann::json *at = &root;
    for (size_t i = 1; i < context.size(); i++) {
        const std::string &part = context[i];
        if (part.size() < 2) continue;
        const std::string key = part.substr(1, part.size() - 2);
        if (at && at->is_array()) {
            const size_t index = std::strtoull(key.c_str(), nullptr, 10);
            path.push_back(index);
            at = index < at->size() ? &(*at)[index] : nullptr;
        } else {
            path.push_back(key);
            const auto found = at && at->is_object() ? at->find(key) : nlohmann::json::const_iterator();
            at = at && at->is_object() && found != at->end() ? &*found : nullptr;
        }
    }
    return path;
}

void validate(Task &task) {
    const nlohmann::json schema_document = nlohmann::json::parse(task.schema);
    const nlohmann::json value = nlohmann::json::parse(task.value);
    valijson::Schema schema;
    try {
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(Adapter(schema_document), schema);
    } catch (const std::exception &error) {
        task.outcome = CVALIJSON_BAD_SCHEMA;
        task.text = error.what();
        return;
    }
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema, Adapter(value), &results)) {
        task.outcome = CVALIJSON_VALID;
        return;
    }
    nlohmann::json errors = nlohmann::json::array();
    for (const auto &error : results) {
        if (errors.size() == task.limit) break;
        errors.push_back({{"path", path_of(error.context, value)}, {"message", error.description}});
    }
    task.outcome = CVALIJSON_INVALID;
    task.text = errors.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void *run(void *argument) {
    Task &task = *static_cast<Task *>(argument);
    // Nothing is thrown across the C interface, nor out of a thread.
    try {
        validate(task);
    } catch (const std::exception &error) {
        task.outcome = CVALIJSON_FAILED;
        try {
            task.text = error.what();
        } catch (...) {
        }
    } catch (...) {
        task.outcome = CVALIJSON_FAILED;
    }
    return nullptr;
}

bool run_on_own_stack(Task &task) {
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) return false;
    pthread_t thread;
    const bool started = pthread_attr_setstacksize(&attributes, stack_bytes) == 0
        && pthread_create(&thread, &attributes, run, &task) == 0;
    pthread_attr_destroy(&attributes);
    return started && pthread_join(thread, nullptr) == 0;
}

} // namespace

extern "C" {

cvalijson_answer cvalijson_validate(const char *schema, size_t schema_length, const char *value, size_t value_length,
                                    size_t limit) {
    try {
        Task task{std::string(schema, schema_length), std::string(value, value_length), limit};
        if (!run_on_own_stack(task)) return {CVALIJSON_FAILED, nullptr, 0};
        char *copy = static_cast<char *>(std::malloc(task.text.size() + 1));
        if (!copy) return {CVALIJSON_FAILED, nullptr, 0};
        std::memcpy(copy, task.text.c_str(), task.text.size() + 1);
        return {task.outcome, copy, task.text.size()};
    } catch (...) {
        return {CVALIJSON_FAILED, nullptr, 0};
    }
}

void cvalijson_free(char *text) { std::free(text); }

} // extern "C"
