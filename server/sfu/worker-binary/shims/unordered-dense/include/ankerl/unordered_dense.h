// Offers what the mediasoup worker uses of ankerl::unordered_dense, on the standard containers.
// References into them survive an insertion, which the original does not promise: code written for it is safe here.
#ifndef TALLY_ANKERL_UNORDERED_DENSE_H
#define TALLY_ANKERL_UNORDERED_DENSE_H

#include <cstdint>
#include <functional>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ankerl::unordered_dense
{
	namespace detail
	{
		// The worker combines these hashes by shifting and adding, and std::hash of an integer is the integer itself,
		// so every bit is mixed first.
		// See https://nullprogram.com/blog/2018/07/31/ for the constants.
		inline uint64_t mix(uint64_t value) noexcept
		{
			value ^= value >> 32;
			value *= 0xd6e8feb86659fd93ULL;
			value ^= value >> 32;
			value *= 0xd6e8feb86659fd93ULL;
			value ^= value >> 32;

			return value;
		}
	} // namespace detail

	template<typename T>
	struct hash
	{
		uint64_t operator()(const T& value) const noexcept(noexcept(std::hash<T>{}(std::declval<const T&>())))
		{
			return detail::mix(static_cast<uint64_t>(std::hash<T>{}(value)));
		}
	};

	template<typename Key, typename Value, typename Hash = hash<Key>, typename KeyEqual = std::equal_to<Key>>
	using map = std::unordered_map<Key, Value, Hash, KeyEqual>;

	template<typename Key, typename Hash = hash<Key>, typename KeyEqual = std::equal_to<Key>>
	using set = std::unordered_set<Key, Hash, KeyEqual>;
} // namespace ankerl::unordered_dense

#endif
