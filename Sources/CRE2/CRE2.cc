#include "CRE2.h"

#include <re2/re2.h>

#include <new>
#include <string>

struct cre2_pattern {
    RE2 re;

    cre2_pattern(const re2::StringPiece &pattern, const RE2::Options &options) : re(pattern, options) {}
};

extern "C" {

cre2_pattern *cre2_compile(const char *pattern, size_t length, int64_t memory) {
    RE2::Options options;
    // Errors are values, never lines on stderr.
    options.set_log_errors(false);
    options.set_max_mem(memory);
    return new (std::nothrow) cre2_pattern(re2::StringPiece(pattern, length), options);
}

void cre2_free(cre2_pattern *pattern) { delete pattern; }

bool cre2_is_valid(const cre2_pattern *pattern) { return pattern->re.ok(); }

bool cre2_is_too_large(const cre2_pattern *pattern) {
    return pattern->re.error_code() == RE2::ErrorPatternTooLarge;
}

const char *cre2_error(const cre2_pattern *pattern) { return pattern->re.error().c_str(); }

const char *cre2_error_argument(const cre2_pattern *pattern) { return pattern->re.error_arg().c_str(); }

int cre2_group_count(const cre2_pattern *pattern) { return pattern->re.NumberOfCapturingGroups(); }

int cre2_group_named(const cre2_pattern *pattern, const char *name, size_t length) {
    const auto &groups = pattern->re.NamedCapturingGroups();
    const auto found = groups.find(std::string(name, length));
    return found == groups.end() ? -1 : found->second;
}

bool cre2_match(const cre2_pattern *pattern, const char *text, size_t length, cre2_span *spans, int count) {
    // Filters name few groups; only more of them cost an allocation.
    re2::StringPiece few[8];
    re2::StringPiece *groups = count <= 8 ? few : new (std::nothrow) re2::StringPiece[count];
    if (groups == nullptr) return false;
    const re2::StringPiece whole(text, length);
    const bool matched = pattern->re.Match(whole, 0, length, RE2::UNANCHORED, groups, count);
    for (int i = 0; matched && i < count; i++) {
        const char *start = groups[i].data();
        spans[i].start = start == nullptr ? -1 : start - text;
        spans[i].end = start == nullptr ? -1 : start - text + static_cast<ptrdiff_t>(groups[i].size());
    }
    if (groups != few) delete[] groups;
    return matched;
}

}
