// Offers the part of libsrtp 3's API that the mediasoup worker uses, over libsrtp 2.
// In 3 a policy is an opaque pointer filled by setters and packets go from one buffer to another;
// in 2 a policy is a plain struct and packets are changed in place.
#ifndef TALLY_SRTP_H
#define TALLY_SRTP_H

// Both versions use the name srtp_policy_t for different things. It names no symbol, so the old one can be renamed.
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>

// Names that libsrtp 2 lacks, at the values that follow its last one.
constexpr srtp_err_status_t srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
constexpr srtp_err_status_t srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(29);

struct srtp3_policy
{
	srtp2_policy_t policy;
	// Key followed by salt, as libsrtp 2 wants them.
	unsigned char key[SRTP_MAX_KEY_LEN];
	size_t keyLen;
	size_t wantedKeyLen;
};

using srtp_policy_t = srtp3_policy*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	// Value-initialized: no window, no master keys with MKI, no next policy.
	*policy = new (std::nothrow) srtp3_policy{};

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	if (!policy)
	{
		return;
	}

	// The key must not stay in freed memory; a volatile pointer keeps the compiler from dropping the writes.
	volatile unsigned char* key = policy->key;

	for (size_t i{ 0 }; i < sizeof(policy->key); ++i)
	{
		key[i] = 0;
	}

	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->policy.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const srtp_err_status_t err =
	  srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);

	if (err != srtp_err_status_ok)
	{
		return err;
	}

	policy->wantedKeyLen =
	  srtp_profile_get_master_key_length(profile) + srtp_profile_get_master_salt_length(profile);

	return srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t mkiLen)
{
	// One key without an MKI is all that DTLS-SRTP gives the worker.
	if (
	  mkiLen != 0 || policy->keyLen != 0 || keyLen + saltLen > sizeof(policy->key) ||
	  keyLen + saltLen != policy->wantedKeyLen)
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->key, key, keyLen);
	std::memcpy(policy->key + keyLen, salt, saltLen);

	policy->keyLen     = keyLen + saltLen;
	policy->policy.key = policy->key;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->policy.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t windowSize)
{
	policy->policy.window_size = windowSize;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	if (policy->keyLen == 0)
	{
		return srtp_err_status_bad_param;
	}

	// libsrtp 2 derives its session keys here and keeps no pointer to the policy or its key.
	return srtp_create(session, static_cast<const srtp2_policy_t*>(&policy->policy));
}

// Copies `in` to `out` unless they are the same buffer. libsrtp 2 counts bytes in an int.
inline srtp_err_status_t srtp3_copy(const uint8_t* in, size_t inLen, uint8_t* out)
{
	if (inLen > static_cast<size_t>(std::numeric_limits<int>::max()))
	{
		return srtp_err_status_bad_param;
	}

	if (in != out)
	{
		std::memmove(out, in, inLen);
	}

	return srtp_err_status_ok;
}

// Protecting appends up to SRTP_MAX_TRAILER_LEN bytes, for RTCP 4 bytes of index besides.
constexpr size_t Srtp3RtcpIndexLen{ 4 };

template<typename InPlace>
inline srtp_err_status_t srtp3_protect(
  InPlace inPlace, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t trailerLen)
{
	if (*outLen < inLen || *outLen - inLen < trailerLen)
	{
		return srtp_err_status_buffer_small;
	}

	srtp_err_status_t err = srtp3_copy(in, inLen, out);

	if (err != srtp_err_status_ok)
	{
		return err;
	}

	int len = static_cast<int>(inLen);

	err = inPlace(out, &len);

	if (err == srtp_err_status_ok)
	{
		*outLen = static_cast<size_t>(len);
	}

	return err;
}

template<typename InPlace>
inline srtp_err_status_t srtp3_unprotect(
  InPlace inPlace, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	// libsrtp 2 checks the packet where it decrypts it, so `out` must hold the whole input.
	return srtp3_protect(inPlace, in, inLen, out, outLen, /*trailerLen*/ 0);
}

inline srtp_err_status_t srtp_protect(
  srtp_t ctx, const uint8_t* rtp, size_t rtpLen, uint8_t* srtp, size_t* srtpLen, size_t /*mkiIndex*/)
{
	return srtp3_protect(
	  [ctx](void* packet, int* len) { return srtp_protect(ctx, packet, len); },
	  rtp,
	  rtpLen,
	  srtp,
	  srtpLen,
	  SRTP_MAX_TRAILER_LEN);
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t ctx, const uint8_t* srtp, size_t srtpLen, uint8_t* rtp, size_t* rtpLen)
{
	return srtp3_unprotect(
	  [ctx](void* packet, int* len) { return srtp_unprotect(ctx, packet, len); }, srtp, srtpLen, rtp, rtpLen);
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t ctx, const uint8_t* rtcp, size_t rtcpLen, uint8_t* srtcp, size_t* srtcpLen, size_t /*mkiIndex*/)
{
	return srtp3_protect(
	  [ctx](void* packet, int* len) { return srtp_protect_rtcp(ctx, packet, len); },
	  rtcp,
	  rtcpLen,
	  srtcp,
	  srtcpLen,
	  SRTP_MAX_TRAILER_LEN + Srtp3RtcpIndexLen);
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t ctx, const uint8_t* srtcp, size_t srtcpLen, uint8_t* rtcp, size_t* rtcpLen)
{
	return srtp3_unprotect(
	  [ctx](void* packet, int* len) { return srtp_unprotect_rtcp(ctx, packet, len); },
	  srtcp,
	  srtcpLen,
	  rtcp,
	  rtcpLen);
}

// Same byte order in both versions: the worker's htonl() is right for either.
inline srtp_err_status_t srtp_stream_remove(srtp_t ctx, uint32_t ssrc)
{
	return srtp_remove_stream(ctx, ssrc);
}

#endif
