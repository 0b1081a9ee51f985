#include "CTOML.h"

#include <cstdlib>
#include <cstring>
#include <sstream>
#include <string>
#include <string_view>

// Errors are values: nothing is thrown across the C interface.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_UNRELEASED_FEATURES 0
// Arrays and inline tables within each other; an array of tables with an array of tables needs four.
#define TOML_MAX_NESTED_VALUES 6
// Version 3.3 asserts, or in release builds assumes, that a header begins with a key, and then checks it: `[[[` would end
// the program, or do anything. Without assertions the check is reached.
#undef NDEBUG
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>

namespace {

// A dot of a key opens a table in a table: with the bound above, this one keeps the depth below 600, which toml++ does
// not bound. Forty host names in a line have fewer.
constexpr size_t dots_per_line = 128;

ctoml_answer answer(std::string_view text, bool is_json, uint32_t line, uint32_t column) {
    char *copy = static_cast<char *>(std::malloc(text.size() + 1));
    if (!copy) return {nullptr, 0, false, 0, 0};
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size(), is_json, line, column};
}

// The first line with too many dots, or 0.
uint32_t dotted_line(std::string_view text) {
    uint32_t line = 1;
    size_t dots = 0;
    for (char byte : text) {
        if (byte == '\n') {
            line++;
            dots = 0;
        } else if (byte == '.' && ++dots > dots_per_line) {
            return line;
        }
    }
    return 0;
}

ctoml_answer read(std::string_view text) {
    if (uint32_t line = dotted_line(text)) return answer("more than 128 dots in one line", false, line, 0);
    const toml::parse_result result = toml::parse(text);
    if (!result) {
        const toml::parse_error &error = result.error();
        const toml::source_position place = error.source().begin;
        return answer(error.description(), false, place.line, place.column);
    }
    std::ostringstream out;
    out << toml::json_formatter(result.table(), toml::format_flags::quote_dates_and_times
                                                    | toml::format_flags::quote_infinities_and_nans);
    return answer(out.str(), true, 0, 0);
}

} // namespace

extern "C" {

ctoml_answer ctoml_to_json(const char *text, size_t length) {
    // The standard library may still throw when memory is exhausted.
    try {
        return read(length ? std::string_view(text, length) : std::string_view());
    } catch (...) {
        return {nullptr, 0, false, 0, 0};
    }
}

void ctoml_free(char *text) { std::free(text); }

} // extern "C"
